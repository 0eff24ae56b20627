"""What other sites and their programs take from the portal: pictures, lists of pages, records."""
