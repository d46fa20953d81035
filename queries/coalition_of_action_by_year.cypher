// summary: How the coalition of an action grew: each actor with the first year a source dates one of its ties
// fr: Comment la coalition d'une action s'est formée : chaque acteur avec la première année que date une source
// question: 2 how did the coalition around this action grow, year by year?
// params: action:str
// names: action=Action
// returns: action:str, year:int, actor:str, actor_id:str, kind:str, scale:str, first_as:list[str], ties:int
// note: An actor whose ties bear no date has no year and stands last: that it came last is not said.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (x:Action)
WHERE x.id = $action OR x.name = $action
WITH x,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH x, a, coalesce(r.year, r.date.year, r.start.year) AS year, coalesce(r.role, r.support, 'funder') AS role
ORDER BY role
WITH x, a, collect(DISTINCT role) AS roles, coalesce(year, 9999) AS year, count(*) AS ties
ORDER BY year
WITH x, a, sum(ties) AS ties, collect({year: year, roles: roles})[0] AS first
RETURN x.name AS action, CASE WHEN first.year = 9999 THEN null ELSE first.year END AS year, a.name AS actor,
       a.id AS actor_id, a.kind AS kind, a.scale AS scale, first.roles AS first_as, ties
ORDER BY x.id, first.year, actor, actor_id
