"""帳票・ファイル: every report that planners can take home, in one place and on the command line."""
