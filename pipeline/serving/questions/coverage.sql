SELECT plan, version, what, outcome, n FROM v_coverage WHERE is_current = 1 AND (:plan = '' OR plan = :plan) ORDER BY plan, what, n DESC
