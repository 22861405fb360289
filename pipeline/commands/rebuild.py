"""`plantrace rebuild`."""

import click


@click.command()
def rebuild() -> None:
    """rebuild."""
