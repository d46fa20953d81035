// summary: Actions that draw at least a given share of their known money from one funder
// fr: Actions dont au moins une part donnée de l'argent connu vient d'un seul financeur
// question: 6 what falls if a funder leaves?
// params: min_share:float=0.5, min_funders:int=2
// returns: action:str, action_id:str, funder:str, funder_id:str, share:float, currency:str, basis:str, amount:float,
//   total:float, funders:int, ties_without_amount:int
// note: share is of the known amounts in one currency and basis; funders counts those with a known amount there.
//   ties_without_amount are the action's ties whose amount no source gives: where there are any, the share may be
//   smaller.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
MATCH (f:Funder)-[r:FUNDS]->(x:Action)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH x, f, r,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH x, f, r.currency AS currency, r.basis AS basis, sum(money) AS amount, count(money) AS known,
     count(r) - count(r.amount) AS unstated
WITH x, sum(unstated) AS without,
     collect({f: f, key: currency + '/' + coalesce(basis, ''), currency: currency, basis: basis, amount: amount,
              known: known}) AS sums
UNWIND sums AS s
WITH x, without, sums, s
WHERE s.known > 0
WITH x, without, s, [o IN sums WHERE o.known > 0 AND o.key = s.key] AS alike
WITH x, without, s, size(alike) AS funders, reduce(t = 0.0, o IN alike | t + o.amount) AS total
WHERE funders >= $min_funders AND total > 0 AND s.amount >= $min_share * total
RETURN x.name AS action, x.id AS action_id, s.f.name AS funder, s.f.id AS funder_id,
       round(s.amount / total, 4) AS share, s.currency AS currency, s.basis AS basis, round(s.amount, 3) AS amount,
       round(total, 3) AS total, funders, without AS ties_without_amount
ORDER BY share DESC, action, action_id, funder, funder_id, currency, coalesce(basis, '')
