"""The reference shelf: places, seas, actors, outlets, rules."""
