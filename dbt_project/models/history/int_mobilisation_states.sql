{{ record_states(ref("stg_mobilisation"), "mobilisation", "mobilisation_id", ["low", "best", "high", "hedge", "quote"]) }}
