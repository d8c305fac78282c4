"""`python -m tripplanner` is the command `tripplanner`."""

from tripplanner.cli import main

if __name__ == "__main__":
    main()
