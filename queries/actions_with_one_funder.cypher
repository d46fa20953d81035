// summary: Actions that a single actor funds, with what it gives
// fr: Actions qu'un seul acteur finance, avec ce qu'il donne
// question: 6 what hangs on one funder?
// params: funder:str=null
// names: funder=Actor
// returns: action:str, action_id:str, funder:str, funder_id:str, currency:str, basis:str, amount:float, ties:int,
//   ties_without_amount:int
// note: One funder in the sources loaded. Other sources may know of others.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: A sum is of one currency and one basis; a tie without an amount adds nothing to it.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
MATCH (x:Action)<-[r:FUNDS]-(f:Funder)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH x, count(DISTINCT f) AS funders
WHERE funders = 1
MATCH (x)<-[r:FUNDS]-(f:Funder)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND ($funder IS NULL OR f.id = $funder OR f.name = $funder)
WITH x, f, r,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH x, f, r.currency AS currency, r.basis AS basis, sum(money) AS total, count(money) AS known, count(r) AS ties,
     count(r.amount) AS stated
RETURN x.name AS action, x.id AS action_id, f.name AS funder, f.id AS funder_id, currency, basis,
       CASE WHEN known = 0 THEN null ELSE round(total, 3) END AS amount, ties, ties - stated AS ties_without_amount
ORDER BY action, action_id, coalesce(currency, ''), coalesce(basis, '')
