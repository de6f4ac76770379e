"""The schema's messages, made by the build (setup.py)."""
