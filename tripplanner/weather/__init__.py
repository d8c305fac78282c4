"""Weather: asked of services in bounded time, remembered, and always labelled with where it came from."""
