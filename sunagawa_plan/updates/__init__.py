"""Everything published lately: here what all apps tell meets."""
