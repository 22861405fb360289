"""What assistants (language models) may ask by the Model Context Protocol: read-only, every answer cited."""
