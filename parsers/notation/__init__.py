"""Chinese notation: numerals, quantities, periods and list labels."""
