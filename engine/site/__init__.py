"""Makes the pages one site: builds, releases, serves."""
