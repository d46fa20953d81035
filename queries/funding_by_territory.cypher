// summary: Money by territory of a scale, rolled up from the places where it goes
// fr: Argent par territoire d'une échelle, remonté depuis les lieux où il va
// question: 11 who does what where?
// params: scale:str=regional
// codes: scale=scales
// returns: territory:str, territory_id:str, code:str, ties:int, currency:str, basis:str, amount:float,
//   ties_without_amount:int
// note: Money goes where its action is and where its recipient is; graphkit place ties the places that sources name to
//   those of the official lists.
// note: An action or recipient in two territories counts in both: rows then add up to more than the whole. A territory
//   within another of the same scale is part of that row.
// note: Requests and refusals are left out. A sum is of one currency and one basis; a tie without an amount adds
//   nothing to it.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
MATCH (t:Territory)<-[:LOCATED_IN]-()
WITH DISTINCT t
MATCH (t)-[:WITHIN*0..6]->(whole:Territory)
WHERE whole.scale = $scale
WITH DISTINCT whole, t
WITH whole, collect(t) AS ts
WHERE NOT EXISTS { MATCH (whole)-[:WITHIN*1..3]->(more:Territory) WHERE more.scale = $scale AND more.id <> whole.id }
UNWIND ts AS t
MATCH (t)<-[:LOCATED_IN]-(there)
MATCH (there)-[part:TAKES_PART*0..1]->(x:Action)<-[r:FUNDS]-(:Funder)
WHERE all(one IN part WHERE one.role = 'recipient' AND coalesce(r.recipient, there.id) = there.id)
WITH DISTINCT whole, r
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH whole, r,
     CASE WHEN r.resource IN ['in_kind', 'volunteering', 'loan', 'guarantee'] THEN null ELSE r.amount END AS money
WITH whole, r.currency AS currency, r.basis AS basis, count(r) AS ties, sum(money) AS total, count(money) AS known,
     count(r.amount) AS stated
RETURN whole.name AS territory, whole.id AS territory_id, whole.code AS code, ties, currency, basis,
       CASE WHEN known = 0 THEN null ELSE round(total, 3) END AS amount, ties - stated AS ties_without_amount
ORDER BY territory, territory_id, coalesce(currency, ''), coalesce(basis, '')
