// summary: Actions for which no indicator is given
// fr: Actions sans indicateur de suivi
// question: 13 which action has no monitoring?
// returns: action:str, action_id:str, scale:str, status:str
// note: Actions that only stand for a recipient's activity of a year are left out. No indicator in the sources
//   loaded; that nothing is monitored is not said.
MATCH (x:Action)
WHERE NOT coalesce(x.implied, false) AND NOT EXISTS { (x)-[:MONITORED_BY]->(:Indicator) }
RETURN x.name AS action, x.id AS action_id, x.scale AS scale, x.status AS status
ORDER BY action, action_id
