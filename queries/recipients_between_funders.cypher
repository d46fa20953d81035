// summary: Recipients that two funders share, with the ties and the known amounts of each
// fr: Bénéficiaires communs à deux financeurs, avec les liens et les montants connus de chacun
// question: 4 through what are two funders connected?
// params: funder:str, co_funder:str
// names: funder=Actor, co_funder=Actor
// returns: recipient:str, recipient_id:str, funder:str, funder_id:str, ties:int, currency:str, basis:str,
//   amount:float, ties_without_amount:int
// note: At least one row for each of the two funders a recipient. The years need not be the same.
// note: A recipient is who a source says receives the money, or who has the role of recipient in the action where the
//   source names no receiver.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: A sum is of one currency and one basis; a tie without an amount adds nothing to it.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
// regrants: counted
MATCH (f:Funder)
WHERE f.id IN [$funder, $co_funder] OR f.name IN [$funder, $co_funder]
MATCH (f)-[r:FUNDS]->(x:Action)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
MATCH (x)<-[t:TAKES_PART]-(a:Actor)
WHERE t.role = 'recipient' AND coalesce(r.recipient, a.id) = a.id
WITH DISTINCT a, r, f,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH a, f, r.currency AS currency, r.basis AS basis, count(r) AS ties, sum(money) AS total,
     count(money) AS known, count(r.amount) AS stated
WITH a, collect({id: f.id, name: f.name, currency: currency, basis: basis, ties: ties, total: total,
                 known: known, stated: stated}) AS sums
WHERE any(s IN sums WHERE s.id = $funder OR s.name = $funder)
  AND any(s IN sums WHERE s.id = $co_funder OR s.name = $co_funder)
UNWIND sums AS s
RETURN a.name AS recipient, a.id AS recipient_id, s.name AS funder, s.id AS funder_id, s.ties AS ties,
       s.currency AS currency, s.basis AS basis, CASE WHEN s.known = 0 THEN null ELSE round(s.total, 3) END AS amount,
       s.ties - s.stated AS ties_without_amount
ORDER BY recipient, recipient_id, funder, funder_id, coalesce(currency, ''), coalesce(basis, '')
