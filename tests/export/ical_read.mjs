// What ical.js, the reader of Thunderbird, makes of the calendar on standard input: its events as JSON.
// The folder with the package is named by NODE_PATH.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(import.meta.url)("ical.js");
const root = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const moment = (event, name) => {
  const time = event.getFirstPropertyValue(name);
  return { utc: time.toJSDate().toISOString(), zone: time.zone.tzid };
};
const events = root.getAllSubcomponents("vevent").map((event) => ({
  uid: event.getFirstPropertyValue("uid"),
  summary: event.getFirstPropertyValue("summary"),
  status: event.getFirstPropertyValue("status"),
  sequence: event.getFirstPropertyValue("sequence"),
  geo: event.getFirstPropertyValue("geo"),
  start: moment(event, "dtstart"),
  end: moment(event, "dtend"),
  alarms: event
    .getAllSubcomponents("valarm")
    .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
}));
console.log(JSON.stringify(events));
