"""Names, policy titles, times and quantities in the text: one spaCy pipeline, its components, and the
entities they make."""
