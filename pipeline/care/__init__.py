"""Keeping a database sound: doctor, salvage, verify."""
