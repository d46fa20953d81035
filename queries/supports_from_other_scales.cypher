// summary: Supports that reach an action from an actor of another scale: which scale, which kind of support
// fr: Appuis qu'une action reçoit d'un acteur d'une autre échelle : quelle échelle, quel type d'appui
// question: 8 which local actions have support from other scales, of which kind?
// params: action:str=null, participants:bool=no
// names: action=Action
// returns: action:str, action_id:str, action_scale:str, actor:str, actor_id:str, actor_scale:str, wider:bool,
//   tie:str, support:str, source:str, locator:str
// note: A reading of ours of bottom-linked innovation, not a measure the field agrees on. Support is a tie SUPPORTS,
//   of its kind, or a resource that is given: financial, in_kind, volunteering. With participants=yes the actors that
//   take part count as well, by their role; recipients, beneficiaries and opponents never do.
// note: wider is true where the actor's scale is wider than the action's. Actors and actions whose scale no source
//   gives cannot be read.
WITH ['neighbourhood', 'municipal', 'intermunicipal', 'departmental', 'regional', 'national', 'european',
     'international'] AS scales
MATCH (a:Actor)-[r:SUPPORTS|FUNDS|TAKES_PART]->(x:Action)
WHERE ($action IS NULL OR x.id = $action OR x.name = $action) AND a.scale <> x.scale
  AND (type(r) <> 'TAKES_PART' OR ($participants AND NOT r.role IN ['recipient', 'beneficiary', 'opponent']))
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH a, r, x, [i IN range(0, size(scales) - 1) WHERE scales[i] = a.scale | i][0] AS a_rank,
     [i IN range(0, size(scales) - 1) WHERE scales[i] = x.scale | i][0] AS x_rank,
     CASE WHEN r.resource IN ['in_kind', 'volunteering'] THEN r.resource ELSE 'financial' END AS given
OPTIONAL MATCH (s:Source {id: r.source})
RETURN x.name AS action, x.id AS action_id, x.scale AS action_scale, a.name AS actor, a.id AS actor_id,
       a.scale AS actor_scale, a_rank > x_rank AS wider, type(r) AS tie, coalesce(r.support, r.role, given) AS support,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY action, action_id, a_rank DESC, actor, actor_id, tie, support, r.id
