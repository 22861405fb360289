"""`plantrace verify`."""

import click


@click.command()
def verify() -> None:
    """verify."""
