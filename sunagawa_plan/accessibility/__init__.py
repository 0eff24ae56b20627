"""The statement on accessibility and the results of the tests, as Japanese cities publish them."""
