// summary: The actions that at least two members of a coalition share, with the money that members put in where it is
//   known
// fr: Les actions que partagent deux membres au moins d'une coalition, avec l'argent que les membres y mettent quand on
//   le sait
// question: 1 which coalitions of funders exist, what do they share?
// params: coalition:str
// names: coalition=Coalition
// returns: coalition:str, coalition_id:str, action:str, action_id:str, members:int, others:int, first_year:int,
//   last_year:int, currency:str, basis:str, amount:float, ties:int, ties_without_amount:int
// note: One row an action, currency and basis; others are actors of the action that are no members. Years are those
//   that members' ties state.
// note: Requests and refusals are left out. A sum is of one currency and one basis; a tie without an amount adds
//   nothing to it.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
// note: Members are present together; neither agreement nor coordination is said.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
// regrants: counted
MATCH (c:Coalition)
WHERE c.id = $coalition OR c.name = $coalition
MATCH (c)<-[:IN_COALITION]-(a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WITH c, x, collect({a: a, r: r}) AS every, count(DISTINCT a.id) AS present
WHERE present > 1
WITH c, x, every,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
UNWIND every AS tie
WITH c, x, refused, given, tie.a AS a, tie.r AS r
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH c, x, refused, given, collect(DISTINCT a.id) AS ids, collect(r) AS rs,
     min(coalesce(r.year, r.date.year, r.start.year)) AS first, max(coalesce(r.year, r.date.year, r.start.year)) AS last
WHERE size(ids) > 1
WITH c, x, ids, rs, first, last,
     COUNT { MATCH (b:Actor)-[s:FUNDS|TAKES_PART|SUPPORTS]->(x)
             WHERE coalesce(s.status, 'granted') = 'granted' AND coalesce(s.basis, 'committed') <> 'requested'
               AND (coalesce(s.role, '') <> 'recipient' OR NOT (b.id IN refused OR '' IN refused)
                    OR b.id IN given OR '' IN given)
             RETURN DISTINCT b } AS everybody
UNWIND rs AS r
WITH c, x, size(ids) AS members, everybody - size(ids) AS others, first, last, r.currency AS currency, r.basis AS basis,
     CASE WHEN type(r) = 'FUNDS' THEN 1 ELSE 0 END AS funds, r.amount AS amount,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH c, x, members, others, first, last, currency, basis, sum(funds) AS ties, sum(money) AS total,
     count(money) AS known, count(amount) AS stated
WITH c, x, members, others, first, last,
     collect({currency: currency, basis: basis, ties: ties, total: total, known: known, stated: stated}) AS sums
UNWIND [each IN sums WHERE each.ties > 0 OR all(one IN sums WHERE one.ties = 0)] AS s
RETURN c.name AS coalition, c.id AS coalition_id, x.name AS action, x.id AS action_id, members, others,
       first AS first_year, last AS last_year, s.currency AS currency, s.basis AS basis,
       CASE WHEN s.known = 0 THEN null ELSE round(s.total, 3) END AS amount, s.ties AS ties,
       s.ties - s.stated AS ties_without_amount
ORDER BY coalition_id, members DESC, action, action_id, coalesce(currency, ''), coalesce(basis, '')
