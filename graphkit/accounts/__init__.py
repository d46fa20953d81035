"""Accounts of money: what ties add up to, and what every figure rests on. The rules are those of `graphkit.money`."""
