"""Reading: the only package that knows XML, python-docx and Chinese notation."""
