"""Look up administrative units and project their boundaries."""
