# bash completion of textanalysis
_textanalysis() {
  local current=${COMP_WORDS[COMP_CWORD]}
  case $current in
    --format=*) COMPREPLY=($(compgen -W "pretty json jsonl textproto csv html text markdown" -- "${current#*=}")) ;;
    --encoding=*) COMPREPLY=($(compgen -W "utf8 utf16 utf32" -- "${current#*=}")) ;;
    --tier=*) COMPREPLY=($(compgen -W "fast accurate" -- "${current#*=}")) ;;
    --profile=*) COMPREPLY=($(compgen -W "article visible_text" -- "${current#*=}")) ;;
    --rpc=*) COMPREPLY=($(compgen -W "clean quotes entities analyze" -- "${current#*=}")) ;;
    --*) COMPREPLY=($(compgen -W "--server= --embedded --dictionary= --model= --type= --encoding= --language= --reference_date= --tier= --profile= --forms= --types= --min_confidence= --coreference --attribution_types= --include_unsettled --removed --deadline= --format= --rpc= --source= --input= --folder= --resume-from= --tls_ca= --tls_certificate= --tls_key= --token_file= --help --version" -- "$current")); compopt -o nospace ;;
    *) if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "clean quotes entities analyze verify batch" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi ;;
  esac
}
complete -F _textanalysis textanalysis
