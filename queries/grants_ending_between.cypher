// summary: Funding that ends between two days, where a source says when it ends
// fr: Financements qui prennent fin entre deux dates, quand une source le dit
// question: 6 what falls if a grant is not renewed?
// params: since:date, until:date
// returns: ends:date, action:str, action_id:str, funder:str, funder_id:str, instrument:str, amount:float,
//   currency:str, other_funders:int, source:str, locator:str
// note: other_funders counts the action's other funders. Most sources give no end: money that is not listed may end
//   as well.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
MATCH (f:Funder)-[r:FUNDS]->(x:Action)
WHERE r.`end` >= $since AND r.`end` <= $until
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
OPTIONAL MATCH (s:Source {id: r.source})
OPTIONAL MATCH (x)<-[o:FUNDS]-(other:Funder)
WHERE other.id <> f.id AND coalesce(o.status, 'granted') = 'granted' AND coalesce(o.basis, 'committed') <> 'requested'
WITH f, r, x, s, count(DISTINCT other) AS other_funders
RETURN r.`end` AS ends, x.name AS action, x.id AS action_id, f.name AS funder, f.id AS funder_id,
       r.instrument AS instrument, r.amount AS amount, r.currency AS currency, other_funders,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY ends, action, action_id, funder, funder_id, r.id
