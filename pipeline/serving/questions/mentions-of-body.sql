SELECT m.mention_id, m.plan, m.version, m.text, m.canonical, m.heading_path,
  (SELECT substr(b.text, max(m.char_start - 29, 1), min(m.char_start, 30)) || '【' || m.text || '】' || substr(b.text, m.char_end + 1, 30)
   FROM v_blocks b WHERE b.block_id = m.block_id) AS quote
FROM v_entities m
WHERE m.is_current = 1 AND (:plan = '' OR m.plan = :plan OR (instr(m.plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND m.label = 'ORG' AND (names_body(m.text, :body) OR names_body(coalesce(m.canonical, ''), :body))
ORDER BY m.plan, m.block_id, m.char_start
