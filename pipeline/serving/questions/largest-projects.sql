SELECT project_id, plan, version, name, total_investment / 1e8 AS total_yi, period_investment / 1e8 AS period_yi, period_raw, stage,
  builders, responsible, location
FROM v_projects WHERE is_current = 1 AND (:plan = '' OR plan = :plan OR (instr(plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND row_kind = 'project' AND total_investment IS NOT NULL ORDER BY total_investment DESC, project_id
