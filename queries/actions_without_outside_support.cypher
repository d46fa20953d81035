// summary: Actions of a known scale that no actor of another scale supports in the sources loaded
// fr: Actions d'échelle connue qu'aucun acteur d'une autre échelle n'appuie dans les sources chargées
// question: 8 which local actions have no support from other scales?
// params: participants:bool=no
// returns: action:str, action_id:str, scale:str, supporters:int, supporters_of_unknown_scale:int
// note: A reading of ours of bottom-linked innovation, not a measure the field agrees on. Support is a tie SUPPORTS,
//   of its kind, or a resource that is given: financial, in_kind, volunteering. With participants=yes the actors that
//   take part count as well, by their role; recipients, beneficiaries and opponents never do.
// note: supporters are those of the action's own scale or of an unknown one. Where supporters_of_unknown_scale is
//   above 0 the action may have outside support that the sources do not let us see.
MATCH (x:Action)
WHERE x.scale IS NOT NULL
OPTIONAL MATCH (a:Actor)-[r:SUPPORTS|FUNDS|TAKES_PART]->(x)
WHERE (type(r) <> 'TAKES_PART' OR ($participants AND NOT r.role IN ['recipient', 'beneficiary', 'opponent']))
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH x, count(DISTINCT a) AS supporters, count(DISTINCT CASE WHEN a.scale IS NULL THEN a END) AS unknown,
     count(DISTINCT CASE WHEN a.scale <> x.scale THEN a END) AS outside
WHERE outside = 0
RETURN x.name AS action, x.id AS action_id, x.scale AS scale, supporters, unknown AS supporters_of_unknown_scale
ORDER BY action, action_id
