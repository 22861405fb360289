"""What stands in the running text: title, contents, headings, captions, boxes."""
