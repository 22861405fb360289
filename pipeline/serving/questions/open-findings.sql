SELECT finding_id, plan, version, severity, rule, message, expected, actual, quote, block_id
FROM v_findings WHERE status = 'open' AND is_current = 1 AND (:plan = '' OR plan = :plan OR (instr(plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND (:severity = '' OR severity = :severity)
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, plan, finding_id
