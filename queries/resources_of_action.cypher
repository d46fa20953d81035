// summary: The resources of an action by kind and instrument: who gives them, and how much where it is known
// fr: Les ressources d'une action par nature et instrument : combien d'acteurs, et les montants connus
// question: 5 what is the resource mix of an action?
// params: action:str
// names: action=Action
// returns: action:str, resource:str, instrument:str, actors:list[str], ties:int, currency:str, basis:str,
//   amount:float, ties_without_amount:int
// note: Where a source names no kind of resource, resource is empty. Contributions that no source counts, above all
//   volunteering, are missing here rather than absent from the action.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: A sum is of one currency and one basis; a tie without an amount adds nothing to it.
// note: Money that one actor hands on for another is counted at each hand; the snapshot's sums count it once.
MATCH (a:Actor)-[r:FUNDS]->(x:Action)
WHERE (x.id = $action OR x.name = $action)
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH x, r, a ORDER BY a.name
WITH x, r.resource AS resource, r.instrument AS instrument, r.currency AS currency, r.basis AS basis,
     collect(DISTINCT a.name) AS actors, count(r) AS ties, sum(r.amount) AS total, count(r.amount) AS known
RETURN x.name AS action, resource, instrument, actors, ties, currency, basis,
       CASE WHEN known = 0 THEN null ELSE round(total, 3) END AS amount, ties - known AS ties_without_amount
ORDER BY x.id, coalesce(resource, ''), coalesce(instrument, ''), coalesce(currency, ''), coalesce(basis, '')
