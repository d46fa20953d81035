// summary: Actions that two funders fund both, with what each puts in where it is known
// fr: Actions que deux financeurs financent tous deux, avec ce que chacun y met quand on le sait
// question: 4 through which co-funded actions are two funders connected?
// params: funder:str, co_funder:str
// names: funder=Actor, co_funder=Actor
// returns: action:str, action_id:str, funder:str, funder_id:str, years:list[str], currency:str, basis:str,
//   amount:float, ties:int, ties_without_amount:int
// note: At least one row for each of the two funders an action.
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
WITH x, f, r, toString(coalesce(r.year, r.date.year, r.start.year, x.year)) AS year,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
ORDER BY year
WITH x, f, r.currency AS currency, r.basis AS basis, collect(DISTINCT year) AS years, count(r) AS ties,
     sum(money) AS total, count(money) AS known, count(r.amount) AS stated
WITH x, collect({id: f.id, name: f.name, currency: currency, basis: basis, years: years, ties: ties, total: total,
                 known: known, stated: stated}) AS sums
WHERE any(s IN sums WHERE s.id = $funder OR s.name = $funder)
  AND any(s IN sums WHERE s.id = $co_funder OR s.name = $co_funder)
UNWIND sums AS s
RETURN x.name AS action, x.id AS action_id, s.name AS funder, s.id AS funder_id, s.years AS years,
       s.currency AS currency, s.basis AS basis, CASE WHEN s.known = 0 THEN null ELSE round(s.total, 3) END AS amount,
       s.ties AS ties, s.ties - s.stated AS ties_without_amount
ORDER BY action, action_id, funder, funder_id, coalesce(currency, ''), coalesce(basis, '')
