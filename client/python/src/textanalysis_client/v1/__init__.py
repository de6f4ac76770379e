"""The schema's messages and stubs, made by the build (setup.py)."""
