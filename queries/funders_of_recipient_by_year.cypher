// summary: Who funds a recipient, by year
// fr: Qui finance un bénéficiaire, par année
// question: 6 what falls if a grant is not renewed?
// params: recipient:str
// names: recipient=Actor
// returns: recipient:str, year:int, funder:str, funder_id:str, ties:int, currency:str, basis:str, amount:float,
//   ties_without_amount:int
// note: Money that a source says the recipient receives, or that goes to an action in which it has the role of
//   recipient where the source names no receiver.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: A sum is of one currency and one basis; a tie without an amount adds nothing to it.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
MATCH (a:Actor)-[t:TAKES_PART]->(x:Action)<-[r:FUNDS]-(f:Funder)
WHERE (a.id = $recipient OR a.name = $recipient) AND t.role = 'recipient' AND coalesce(r.recipient, a.id) = a.id
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH DISTINCT a, r, f, x,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH a, f, coalesce(r.year, r.date.year, r.start.year, x.year) AS year, r.currency AS currency, r.basis AS basis,
     count(r) AS ties, sum(money) AS total, count(money) AS known, count(r.amount) AS stated
RETURN a.name AS recipient, year, f.name AS funder, f.id AS funder_id, ties, currency, basis,
       CASE WHEN known = 0 THEN null ELSE round(total, 3) END AS amount, ties - stated AS ties_without_amount
ORDER BY a.id, coalesce(year, 9999), funder, funder_id, coalesce(currency, ''), coalesce(basis, '')
