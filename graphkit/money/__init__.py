"""The rules of sums of money; analyses, reports and ``graphkit money`` add by them.

Queries in Cypher add what stands in the store: they leave out what is no money, and cannot see what two sources state,
what is handed on, or a share without an amount. Where those matter, the account of ``graphkit money`` is the sum.


- Amounts are whole minor units (cents); sums are exact, or refused.
- One currency a sum, unless the user gives rates (`graphkit.money.rates`); one basis a sum. An amount in no currency
  is added to nothing.
- An amount is its total times its share: a total that a publisher repeats on the row of each that shares it is counted
  once, and what the shares took off is told.
- What was refused or withdrawn, is not decided or only asked for is not money. What states no amount is counted as
  missing, never as 0; so is a total that nobody splits.
- What is in kind, voluntary work, lent or vouched for is added up by itself, never to money: nothing is paid, it comes
  back, or it may never be called. What states no kind is money, as are fees, sales and donations.
- Money handed on is counted once, where it ends: what an actor received and handed on is taken out of what it received,
  never more than it received. This nets by actor, not by grant: nothing says which of the grants received a payment
  was made from, so what went on is spread over all that the actor received (of one currency, basis and kind) in
  proportion. Sums over all that an actor received are right by it; of a single tie, and so of a year or an action,
  what is taken out is a share and not a fact. Where money goes round in a circle it ends nowhere: what the actors of a
  circle had from one another is left in, and told. What an actor moves from one of its actions to another is the same
  money on its way.
- A payment that two sources state, each from its end (same giver, receiver, amount, currency, basis and day), is
  counted once.
- Negative amounts (returns, corrections) are added, and counted.
- An amount for several years is in none of them alone: it is never split.
"""
