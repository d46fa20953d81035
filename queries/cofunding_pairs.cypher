// summary: Pairs of funders with at least a given number of actions in common, and what both put into them
// fr: Paires de financeurs ayant au moins un nombre donné d'actions en commun, et ce que tous deux y mettent
// question: 1 who funds together?
// params: min_actions:int=2
// returns: funder:str, funder_id:str, co_funder:str, co_funder_id:str, actions:int, currency:str, basis:str,
//   actions_with_amounts:int, shared_amount:float
// note: shared_amount adds up, over the actions of the pair, the smaller of the two funders' sums in an action. A sum
//   is of one currency and one basis; a pair that shares two has two rows, with the same number of actions.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: Funding the same action is neither agreement nor coordination; whether a pair is more than chance is asked of
//   the backbone, not of this list.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
// regrants: counted
MATCH (f:Funder)-[r:FUNDS]->(x:Action)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH x, f, r,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH x, f, r.currency AS currency, coalesce(r.basis, '') AS basis, sum(money) AS amount, count(money) AS known
WITH x, f, collect(CASE WHEN known > 0 THEN {key: currency + '/' + basis, currency: currency, basis: basis,
                                              amount: amount} END) AS sums
WITH x, collect({id: f.id, name: f.name, sums: sums}) AS funders
WHERE size(funders) > 1
UNWIND funders AS one
UNWIND funders AS other
WITH one, other
WHERE one.id < other.id
WITH one.id AS one_id, one.name AS one_name, other.id AS other_id, other.name AS other_name, count(*) AS actions,
     collect([s IN one.sums | [o IN other.sums WHERE o.key = s.key | {currency: s.currency, basis: s.basis,
              amount: CASE WHEN s.amount < o.amount THEN s.amount ELSE o.amount END}]]) AS found
WHERE actions >= $min_actions
WITH one_id, one_name, other_id, other_name, actions,
     reduce(flat = [], action IN found | flat + reduce(same = [], match IN action | same + match)) AS matches
UNWIND CASE WHEN size(matches) = 0 THEN [null] ELSE matches END AS match
WITH one_id, one_name, other_id, other_name, actions, match.currency AS currency, match.basis AS basis,
     count(match) AS actions_with_amounts, sum(match.amount) AS total
RETURN one_name AS funder, one_id AS funder_id, other_name AS co_funder, other_id AS co_funder_id, actions, currency,
       CASE WHEN basis = '' THEN null ELSE basis END AS basis, actions_with_amounts,
       CASE WHEN actions_with_amounts = 0 THEN null ELSE round(total, 3) END AS shared_amount
ORDER BY actions DESC, funder, funder_id, co_funder, co_funder_id, coalesce(currency, ''), coalesce(basis, '')
