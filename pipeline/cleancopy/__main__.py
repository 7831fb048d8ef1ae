"""`python -m cleancopy`: the command line."""

from cleancopy.cli import main

if __name__ == "__main__":
    main(prog_name="cleancopy")
