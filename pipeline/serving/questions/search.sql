WITH hit AS (
  SELECT rowid AS block_id FROM block_search WHERE block_search MATCH search_query(:words)
), typed AS (
  SELECT b.block_id FROM hit JOIN v_blocks b ON b.block_id = hit.block_id WHERE b.kind <> 'toc' AND b.is_current = 1 AND (:plan = '' OR b.plan = :plan OR (instr(b.plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions)))
), apart AS (
  SELECT rowid AS block_id FROM block_search
  WHERE block_search MATCH CASE WHEN EXISTS (SELECT 1 FROM typed) THEN search_query('') ELSE search_query_apart(:words) END
)
SELECT b.block_id, b.plan, b.version, b.heading_path, search_marked(b.text, :words) AS text, b.kind
FROM (SELECT block_id FROM typed UNION SELECT block_id FROM apart) found JOIN v_blocks b ON b.block_id = found.block_id
WHERE b.kind <> 'toc' AND b.is_current = 1 AND (:plan = '' OR b.plan = :plan OR (instr(b.plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions)))
ORDER BY b.plan, b.version, b.ordinal
