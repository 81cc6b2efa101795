{{ record_states(ref("stg_casualties"), "casualties", "casualty_id", ["low", "best", "high", "hedge", "quote"]) }}
