// name: walk_tasks
// What is done in occupations on walks.
// mode: read
// params: keys: list
// returns: key: str, tasks: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH o
MATCH (o)-[:PERFORMS]->(t:Task)
WITH o.key AS key, t.text AS task
ORDER BY key, task
RETURN key, collect(task) AS tasks
