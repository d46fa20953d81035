// summary: Number of funders and actions by the funders' scale and the actions' policy field, and the money
// fr: Nombre de financeurs et d'actions par échelle des financeurs et domaine des actions, et l'argent
// question: 4 funds from institutions at different levels and in charge of different fields
// returns: scale:str, field:str, funders:int, actions:int, currency:str, basis:str, amount:float,
//   ties_without_amount:int
// note: An action in two fields is counted whole under each: amounts must not be added over fields. Rows without
//   scale or field are what the sources leave open.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: A sum is of one currency and one basis; a tie without an amount adds nothing to it.
// note: Money that one actor hands on for another is counted at each hand; the snapshot's sums count it once.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
MATCH (f:Funder)-[r:FUNDS]->(x:Action)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
OPTIONAL MATCH (x)-[:IN_FIELD]->(d:Field)
WITH f, x, d, r,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH f.scale AS scale, d.name AS field, r.currency AS currency, r.basis AS basis, count(DISTINCT f) AS funders,
     count(DISTINCT x) AS actions, sum(money) AS total, count(money) AS known, count(r) AS ties,
     count(r.amount) AS stated
RETURN scale, field, funders, actions, currency, basis,
       CASE WHEN known = 0 THEN null ELSE round(total, 3) END AS amount, ties - stated AS ties_without_amount
ORDER BY coalesce(scale, ''), coalesce(field, ''), coalesce(currency, ''), coalesce(basis, '')
