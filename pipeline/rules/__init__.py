"""Consistency rules: small functions over the stored records of one version, each giving what agrees and
what does not."""
