SELECT b.block_id, b.plan, b.version, b.heading_path, search_marked(b.text, replace(group_concat(DISTINCT m.text), ',', ' ')) AS text, count(*) AS n_mentions
FROM v_entities m JOIN v_blocks b ON b.block_id = m.block_id
WHERE m.is_current = 1 AND (:plan = '' OR m.plan = :plan OR (instr(m.plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND m.label = 'LOC' AND (instr(m.text, :place) OR instr(coalesce(m.canonical, ''), :place))
GROUP BY b.block_id ORDER BY b.plan, b.ordinal
