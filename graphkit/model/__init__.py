"""What the records of graphkit are made of: labels, ties, properties, vocabularies, identities, money and dates."""
