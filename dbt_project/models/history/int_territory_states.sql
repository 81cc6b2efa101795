{{ record_states(ref("stg_territory"), "territory", "territory_id", ["low", "best", "high", "hedge", "quote"]) }}
