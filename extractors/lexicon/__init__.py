"""Words as data: language packs, and the gazetteer of places and actors."""
