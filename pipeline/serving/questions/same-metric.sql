SELECT f.figure_id, f.plan, f.version, f.metric, f.subject, f.period, f.kind, f.raw, f.value, f.unit, f.qualifier, f.origin, (
    SELECT substr(b.text, max(f.char_start - 29, 1), min(f.char_start, 30)) || '【' || f.quote || '】' || substr(b.text, f.char_end + 1, 30)
    FROM v_blocks b WHERE b.block_id = f.block_id
  ) AS quote, f.heading_path
FROM v_figures f WHERE f.is_current = 1 AND (:plan = '' OR f.plan = :plan OR (instr(f.plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND (instr(f.metric, :metric) OR instr(coalesce(f.subject, '') || f.metric, :metric))
ORDER BY f.period, f.kind, f.unit, f.metric, f.figure_id
