complete -c textanalysis -n __fish_is_first_arg -f -a 'clean quotes entities analyze batch'
complete -c textanalysis -l server -x -d 'HOST:PORT of the server'
complete -c textanalysis -l embedded -d 'Serve the call in this process'
complete -c textanalysis -l format -x -a 'pretty json jsonl textproto csv html text markdown' -d 'Form of the answer'
complete -c textanalysis -l encoding -x -a 'utf8 utf16 utf32' -d 'Unit of offsets'
complete -c textanalysis -l type -x -a 'text html' -d 'Form of the document'
complete -c textanalysis -l attribution_types -x -a 'communication belief fact eventuality all' -d 'Types of attribution'
complete -c textanalysis -l language -x -d 'Language of the documents'
complete -c textanalysis -l reference_date -x -d 'Day that "yesterday" is counted from'
complete -c textanalysis -l profile -x -a 'article visible_text' -d 'How much of a page stays'
complete -c textanalysis -l forms -x -a 'direct mixed indirect' -d 'Forms of quotations'
complete -c textanalysis -l types -x -d 'Types of entities'
complete -c textanalysis -l min_confidence -x -d 'Leave out what is less sure'
complete -c textanalysis -l coreference -d 'Also pronouns and descriptions'
complete -c textanalysis -l include_unsettled -d 'Also what is denied or asked'
complete -c textanalysis -l rpc -x -a 'clean quotes entities analyze' -d 'Method of batch'
for flag in model input folder resume-from tls_ca tls_certificate tls_key token_file
    complete -c textanalysis -l $flag -r
end
