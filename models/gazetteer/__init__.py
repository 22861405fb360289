"""Names of places as data: divisions of China, countries and regions (sources and licences:
docs/gazetteer.md)."""
