SELECT p.project_id, p.plan, p.version, p.name, j.role, j.name AS body, p.total_investment / 1e8 AS total_yi, p.period_investment / 1e8 AS period_yi,
  p.period_raw, p.stage, p.location
FROM v_project_bodies j JOIN v_projects p ON p.project_id = j.project_id
WHERE p.is_current = 1 AND (:plan = '' OR p.plan = :plan OR (instr(p.plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND (names_body(j.name, :body)
  OR j.entity_id IN (SELECT entity_id FROM v_entity_list WHERE names_body(canonical, :body) OR instr(coalesce(aliases, ''), :body)))
ORDER BY p.plan, p.project_id, j.role
